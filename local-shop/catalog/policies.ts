/**
 * @module What the shop promises: shipping, returns, privacy, terms.
 */
import type { Policy } from './types.ts'

const section = (heading: string, ...paragraphs: string[]) =>
  `<h2>${heading}</h2>${paragraphs.map((text) => `<p>${text}</p>`).join('')}`

const list = (...items: string[]) => `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`

export const policies: Policy[] = [
  {
    handle: 'shipping-policy',
    title: 'Shipping',
    body:
      '<p>We pack every order ourselves, in paper and straw, and hand it over within two working days.</p>' +
      section(
        'Costs',
        'Standard delivery is $7.50. Orders of $90 or more travel free within the contiguous United States.',
      ) +
      list(
        'Standard: three to six working days',
        'Express: two working days, $18',
        'Alaska, Hawaii and Puerto Rico: five to nine working days, $15',
      ) +
      section(
        'Coffee and plants',
        'Coffee is roasted on Tuesdays and leaves on Wednesdays; an order with coffee in it waits for the roast unless you ask us not to. Seeds travel all year.',
      ) +
      section(
        'If something breaks',
        'Send a photograph of it, and of the box, within fourteen days. We send a new one. You need not return the pieces; they make good drainage for pots.',
      ),
  },
  {
    handle: 'refund-policy',
    title: 'Returns & Refunds',
    body:
      '<p>Keep things for thirty days. If you would not buy them again, send them back unused and we refund what you paid for them.</p>' +
      section(
        'How to return',
        'Write to us with your order number. We answer with a label within one working day; $6 is taken off the refund for it, unless the fault was ours.',
      ) +
      section(
        'What we cannot take back',
        'Coffee, tea, groceries, opened soap and cream, and sown seeds. If any of them was not good, tell us, and we make it right without a return.',
      ) +
      section(
        'When the money comes',
        'Within five working days of the parcel reaching us, by the way you paid.',
      ) +
      section(
        'Made to last',
        'Cookware, knives and cast iron carry the maker’s guarantee of ten years. We handle the paperwork.',
      ),
  },
  {
    handle: 'privacy-policy',
    title: 'Privacy',
    body:
      '<p>We keep what we need to send you your order, and what the law makes us keep. Nothing is sold to anyone.</p>' +
      section(
        'What we keep',
        'Your name, address, e-mail and order, for seven years, because tax law says so. Payment details go straight to the payment provider and never reach us.',
      ) +
      section(
        'What the shop remembers while you browse',
        'The products you look at in one visit are held in a cookie of this shop for as long as the visit lasts, so that we can suggest things that go with them. Only if you consent does the shop recognize your browser when you come back; you may withdraw that at any time, and what was stored about it is no longer used.',
      ) +
      section(
        'Your rights',
        'Ask us what we hold about you, have it corrected, have it deleted. We answer within thirty days, usually within three.',
      ),
  },
  {
    handle: 'terms-of-service',
    title: 'Terms of Service',
    body:
      '<p>By ordering from Oat &amp; Ember you agree to these terms. They are short, and they mean what they say.</p>' +
      section(
        'Orders',
        'An order is an offer to buy; we accept it by sending the goods. If something turns out to be sold out, we say so the same day and refund it.',
      ) +
      section(
        'Prices',
        'Prices are in US dollars and include no sales tax; it is added at the checkout where your state asks for it.',
      ) +
      section(
        'Handmade things',
        'Glazes pool, wood darkens, glass carries a bubble now and then. Our drawings show color and form as faithfully as a screen allows; the piece you receive will be its own.',
      ) +
      section(
        'Liability and law',
        'We answer for the goods we sell as the law requires. The laws of the State of Maine apply; where you are a consumer, so do the protections of your own state.',
      ),
  },
]
