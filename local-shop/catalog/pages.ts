/**
 * @module What the shop tells of itself, outside its products.
 */
import type { Page } from './types.ts'

export const pages: Page[] = [
  {
    handle: 'about',
    title: 'About us',
    body:
      '<p>Oat &amp; Ember began in 2014 as one long table in a former sail loft in Portland, Maine: coffee at one end, bowls at the other. The table is still there. The rest has grown around it.</p>' +
      '<h2>How we choose</h2>' +
      '<p>We live with a thing for a season before we sell it. It has to do its work, survive the dishwasher or say plainly that it will not, and be worth mending. Most of what we try does not make it onto the shelf.</p>' +
      '<h2>Who makes it</h2>' +
      '<p>Small workshops, most of them within a day’s drive, a few across the sea. We visit each of them, pay within two weeks, and name them on the page of everything they make.</p>',
  },
  {
    handle: 'contact',
    title: 'Contact',
    body:
      '<p>Write to <a href="mailto:hello@oatandember.example">hello@oatandember.example</a>. We answer on working days, usually before the kettle boils twice.</p>' +
      '<h2>About an order</h2>' +
      '<p>Put the order’s number into the subject line, and a photograph into the letter if something arrived broken.</p>' +
      '<h2>Come by</h2>' +
      '<p>The loft is open Thursday to Saturday, ten to five. There is coffee.</p>',
  },
]
