/**
 * @module Titles and descriptions of the collections, by handle.
 */
export const collectionTexts: Record<string, { title: string; description: string }> = {
  'new-arrivals': {
    title: 'New Arrivals',
    description: 'Unpacked since the middle of August, and still smelling of straw and tissue paper.',
  },
  bestsellers: {
    title: 'Bestsellers',
    description: 'What people come back for, and what they send their sisters links to.',
  },
  coffee: {
    title: 'Coffee',
    description:
      'Beans roasted on Tuesdays by two people we have known for years, and everything between the bag and the cup: kettles, drippers, grinders, mugs.',
  },
  tea: {
    title: 'Tea',
    description:
      'Loose leaf from gardens we can name, pots that pour without dripping, and honey for those who take it.',
  },
  tableware: {
    title: 'Tableware',
    description: 'Plates, bowls and platters that are happy together. Mix two glazes and stop there.',
  },
  glassware: {
    title: 'Glassware',
    description: 'Mouth-blown and pressed glass for water on a Tuesday and wine on a Saturday.',
  },
  'kitchen-tools': {
    title: 'Kitchen Tools',
    description: 'Knives worth sharpening, boards worth oiling, spoons worth stealing.',
  },
  cookware: {
    title: 'Cookware',
    description: 'Iron, steel and copper. Heavy where it should be heavy, and none of it afraid of the oven.',
  },
  baking: {
    title: 'Baking',
    description: 'Tins, bowls and pins, with flour from one mill that still turns by water.',
  },
  pantry: {
    title: 'Pantry',
    description: 'A short shelf of things that make other things taste better.',
  },
  'table-linen': {
    title: 'Table & Kitchen Linen',
    description: 'Washed linen and honest cotton, woven in two mills and hemmed in one room.',
  },
  'throws-and-cushions': {
    title: 'Throws & Cushions',
    description: 'For the end of the sofa, the foot of the bed and the bench by the door.',
  },
  'candles-and-light': {
    title: 'Candles & Light',
    description: 'Beeswax, rapeseed wax, brass and linen shades. Enough light to read by, or not.',
  },
  vases: {
    title: 'Vases',
    description: 'For a single stem, an armful of branches, or nothing at all.',
  },
  bath: {
    title: 'Bath',
    description: 'Cold-process soap, cream for working hands, and towels that get better with washing.',
  },
  garden: {
    title: 'Garden',
    description: 'Pots, seeds and tools for a balcony, a border or one good windowsill.',
  },
  'paper-goods': {
    title: 'Paper Goods',
    description: 'Notebooks that lie flat, and calendars that count down.',
  },
  'winter-table': {
    title: 'The Winter Table',
    description: 'Candlelight at half past four, something in the oven, and one more chair than usual.',
  },
  gifts: {
    title: 'Gifts',
    description:
      'Things we would be glad to be given. We wrap in brown paper and string, without being asked.',
  },
  'gifts-under-25': {
    title: 'Gifts under $25',
    description: 'Small, well made, and easy to post.',
  },
  'skerry-stoneware': {
    title: 'Skerry Stoneware',
    description:
      'One clay, four glazes, thrown by three potters on the coast of Maine. It all stacks, it all goes in the oven, and it is all slightly different.',
  },
  sale: {
    title: 'Sale',
    description: 'Last of a color, end of a line, or simply too many of them. Nothing wrong with any.',
  },
}
