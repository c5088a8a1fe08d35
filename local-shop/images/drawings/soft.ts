/**
 * @module Throws, cushions, bath linen, garden gloves.
 */
import { shade, tint } from '../colour.ts'
import { d, ellipse, group, line, move, type Pen, path, rect } from '../pen.ts'
import { weave } from '../weave.ts'
import { folded } from './cloth.ts'
import type { Draw, Painted } from './painted.ts'

const fringe = (x: number, y: number, width: number, length: number, colour: string, step = 9) =>
  Array.from({ length: Math.floor(width / step) + 1 }, (_, i) =>
    line(
      d`M${x + i * step} ${y}q${(i % 3) - 1} ${length * 0.5} ${((i * 5) % 5) - 2} ${length}`,
      i % 2 === 0 ? colour : shade(colour, 0.15),
      step * 0.36,
    ),
  ).join('')

/** A throw over the arm of an unseen chair: a broad fall with fringe. */
export const throwBlanket: Draw = (pen, look) => {
  if (look.form === 'folded') {
    const pile = folded(pen, look, 420, 3, 46)
    return {
      ...pile,
      svg: pile.svg + group(fringe(-196, 0, 30, 34, look.colour, 7), { transform: 'translate(372 -46)' }),
      height: pile.height,
    }
  }
  const { colour, accent, finish } = look
  const fall =
    'M-190 -460C-196 -300 -206 -170 -200 -46Q-150 -30 -100 -44T0 -40T100 -44T200 -46C206 -170 196 -300 190 -460Z'
  const top = 'M-200 -430Q-206 -500 -150 -506H150Q206 -500 200 -430Q100 -452 0 -440T-200 -430Z'
  const folds = [-100, 0, 100]
    .map((x) =>
      path(
        d`M${x} -450C${x - 12} -300 ${x + 10} -160 ${x - 16} -38H${x + 26}C${x + 20} -160 ${x + 8} -300 ${x} -450Z`,
        '#3A2320',
        { opacity: 0.11 },
      ),
    )
    .join('')
  const light = pen.linear([
    [0, '#FFF9EC', 0.2],
    [0.5, '#FFF9EC', 0],
    [1, '#3A2320', 0.17],
  ])
  const bench =
    rect(-230, -482, 460, 26, '#8A5E38', { rx: 10 }) +
    rect(-216, -460, 22, 460, '#A9784C') +
    rect(194, -460, 22, 460, '#8A5E38') +
    rect(-200, -90, 400, 14, '#8A5E38')
  const svg =
    bench +
    fringe(-196, -48, 392, 34, colour) +
    path(fall, colour) +
    pen.within(fall, weave(finish, -210, -520, 420, 490, colour, accent, 1.5) + folds) +
    path(fall, light) +
    path(top, tint(colour, 0.14)) +
    pen.within(top, weave(finish, -210, -520, 420, 100, colour, accent, 1.5))
  return { svg, width: 460, height: 506, foot: 216 }
}

export const cushion: Draw = (pen, { form, colour, accent, finish }) => {
  const [w, h] = form === 'lumbar' ? [520, 300] : [420, 400]
  const outline =
    form === 'round'
      ? d`M0 ${-h}C260 ${-h} 260 0 0 0S-260 ${-h} 0 ${-h}Z`
      : d`M${-w / 2 - 6} -10C${-w / 2 + 18} ${-h * 0.3} ${-w / 2 + 18} ${-h * 0.7} ${-w / 2 - 4} ${-h - 4}Q0 ${-h + 26} ${w / 2 + 4} ${-h - 4}C${w / 2 - 18} ${-h * 0.7} ${w / 2 - 18} ${-h * 0.3} ${w / 2 + 6} -10Q0 8 ${-w / 2 - 6} -10Z`
  const plump = pen.radial([
    [0, '#FFF9EC', 0.32],
    [0.6, '#FFF9EC', 0],
    [1, '#3A2320', 0.13],
  ])
  const tassels =
    form === 'tassel'
      ? [
          [-1, 0],
          [1, 0],
          [-1, 1],
          [1, 1],
        ]
          .map(([s = 0, up = 0]) =>
            group(fringe(-9, 0, 18, 34, accent, 5) + ellipse(0, -3, 10, 8, accent), {
              transform: d`translate(${s * (w / 2 + 4)} ${up === 1 ? -h - 2 : -8}) rotate(${s * (up === 1 ? -128 : -38)}) scale(1.7)`,
            }),
          )
          .join('')
      : ''
  const middle =
    form === 'round'
      ? Array.from({ length: 14 }, (_, i) =>
          line(
            d`M0 ${-h / 2}L${Math.cos((i * Math.PI) / 7) * 190} ${-h / 2 + Math.sin((i * Math.PI) / 7) * 190}`,
            shade(colour, 0.3),
            3,
            { opacity: 0.4 },
          ),
        ).join('') + ellipse(0, -h / 2, 15, 15, accent)
      : line(
          d`M${-w / 2 + 4} -22Q-60 ${-h * 0.12} -30 -18M${w / 2 - 8} ${-h + 16}Q${w / 2 - 70} ${-h + 60} ${w / 2 - 110} ${-h + 30}`,
          shade(colour, 0.35),
          3,
          { opacity: 0.4 },
        )
  const svg =
    tassels +
    path(outline, colour) +
    pen.within(outline, weave(finish, -w / 2 - 10, -h - 10, w + 20, h + 20, colour, accent, 1.6) + middle) +
    path(outline, plump) +
    line(form === 'round' ? '' : d`M${-w / 2 - 6} -10Q0 8 ${w / 2 + 6} -10`, shade(colour, 0.35), 4, {
      opacity: 0.7,
    })
  return { svg, width: w + 20, height: h + 6, foot: w * 0.46 }
}

export const bathTowel: Draw = (pen, look) => {
  const { form, colour, accent, finish } = look
  if (form === 'rolled') {
    const roll = (x: number, y: number, tone: string) =>
      move(
        ellipse(0, -48, 50, 48, shade(tone, 0.16)) +
          ellipse(-3, -50, 46, 44, tone) +
          line('M0 -50q10 -8 14 4t-12 16t-28 -12t14 -34t40 6t-2 50', shade(tone, 0.35), 3.4),
        x,
        y,
      )
    return {
      svg: roll(-52, 0, colour) + roll(52, 0, tint(colour, 0.15)) + roll(0, -84, accent),
      width: 206,
      height: 180,
      foot: 96,
    }
  }
  if (form === 'hung') return rail(pen, look)
  return folded(pen, { ...look, finish: finish === 'plain' ? 'waffle' : finish }, 340, 3, 52)
}

function rail(pen: Pen, { colour, accent, finish }: Painted) {
  const cloth = (x: number, w: number, h: number, tone: string, second: string) => {
    const outline = d`M${x} -520H${x + w}V${-520 + h}Q${x + w / 2} ${-512 + h} ${x} ${-520 + h}Z`
    return (
      path(outline, '#3A2320', { opacity: 0.12, transform: 'translate(14 14)' }) +
      path(outline, tone) +
      pen.within(
        outline,
        weave(finish, x, -520, w, h, tone, second, 1.3) +
          rect(x + w * 0.62, -520, w * 0.12, h + 10, '#3A2320', { opacity: 0.08 }),
      ) +
      rect(x, -526, w, 18, tint(tone, 0.2), { rx: 7 })
    )
  }
  const svg =
    rect(-250, -524, 500, 14, '#B08D57', { rx: 7 }) +
    rect(-250, -524, 500, 5, '#DCC08A', { rx: 3 }) +
    [-236, 236].map((x) => ellipse(x, -517, 15, 15, '#B08D57')).join('') +
    cloth(-190, 230, 500, colour, accent) +
    cloth(62, 130, 270, tint(colour, 0.12), accent)
  return { svg, width: 500, height: 540, foot: 0 }
}

/** A bath mat: unrolled towards the viewer, or hung over the edge of a stool. */
export const bathMat: Draw = (pen, { form, colour, accent, finish }) => {
  if (form === 'wood') {
    const slats = Array.from(
      { length: 7 },
      (_, i) =>
        rect(-230 + i * 67, -40, 56, 30, i % 2 === 0 ? colour : shade(colour, 0.07), { rx: 5 }) +
        rect(-230 + i * 67, -40, 56, 9, tint(colour, 0.25), { rx: 4 }),
    ).join('')
    return {
      svg: rect(-236, -20, 474, 20, shade(colour, 0.35), { rx: 5 }) + slats,
      width: 480,
      height: 44,
      foot: 230,
    }
  }
  const flat = 'M-300 -6L-226 -128H196L270 -6Z'
  const svg =
    fringe(-296, -8, 560, 18, tint(colour, 0.2), 12) +
    path(flat, colour) +
    pen.within(flat, weave(finish, -310, -140, 620, 150, colour, accent, 1.3)) +
    path(
      flat,
      pen.linear([
        [0, '#FFF9EC', 0.2],
        [1, '#3A2320', 0.14],
      ]),
    ) +
    rolledEnd(colour, accent)
  return { svg, width: 600, height: 180, foot: 280 }
}

const rolledEnd = (colour: string, accent: string) =>
  rect(-236, -176, 442, 62, shade(colour, 0.06), { rx: 30 }) +
  rect(-236, -176, 442, 24, tint(colour, 0.22), { rx: 12 }) +
  ellipse(190, -145, 26, 31, shade(colour, 0.14)) +
  line('M190 -145q6 -5 8 3t-8 9t-15 -8t9 -17t20 6', shade(colour, 0.4), 3) +
  rect(-150, -177, 20, 64, accent, { opacity: 0.8 })

function glove(colour: string, cuff: string, palm: string): string {
  const hand =
    'M-40 0V-70C-44 -96 -40 -130 -36 -156Q-30 -168 -23 -156L-20 -112L-15 -172Q-7 -184 0 -172L2 -112L9 -168Q17 -178 23 -166L22 -108L32 -144Q40 -152 44 -142C42 -110 44 -92 40 -66C58 -84 66 -88 72 -78C66 -52 52 -30 40 -14V0Z'
  return (
    path(hand, colour) +
    path('M40 0V-66C44 -92 42 -110 44 -142L33 -140C30 -90 22 -40 20 0Z', shade(colour, 0.16)) +
    ellipse(-4, -58, 27, 30, palm, { opacity: 0.75 }) +
    path('M-46 -8H46L56 66Q0 76 -56 66Z', cuff) +
    path('M14 -8H46L56 66Q36 71 16 72Z', shade(cuff, 0.18)) +
    line('M-50 18Q0 26 50 18', shade(cuff, 0.4), 2, { 'stroke-dasharray': '6 5' })
  )
}

/** A pair clipped to a line by a clothes peg, fingers up. */
export const gardenGloves: Draw = (_pen, { form, colour, accent }) => {
  const long = form === 'gauntlet' ? 1.5 : 1
  const one = glove(colour, accent, tint(accent, 0.1))
  const scaled = group(one, { transform: `scale(1 ${long === 1 ? 1 : 1.12})` })
  const pair = move(scaled, 44, -78, 9) + move(group(scaled, { transform: 'scale(-1 1)' }), -44, -80, -7)
  const nail =
    line('M-150 -300Q0 -272 150 -300', '#A9784C', 4) +
    rect(-8, -300, 16, 46, '#C79A63', { rx: 3 }) +
    rect(1, -300, 7, 46, '#A9784C', { rx: 3 })
  return {
    svg:
      group(pair, { transform: 'translate(14 14)', opacity: 0.13, style: 'filter:brightness(0)' }) +
      pair +
      nail,
    width: 250,
    height: 304,
    foot: 0,
  }
}
