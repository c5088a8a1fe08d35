/**
 * @module Boards and spoons: what is cut from a plank.
 */
import { shade, tint } from '../colour.ts'
import { gleam, mouth, rod, turn } from '../lathe.ts'
import { d, ellipse, group, line, move, path, rect } from '../pen.ts'
import type { Draw } from './painted.ts'

/** Year rings running up a plank of ±halfWidth and the height. */
function grain(halfWidth: number, height: number, colour: string): string {
  return Array.from({ length: 9 }, (_, i) => {
    const x = -halfWidth + ((i + 0.5) * halfWidth * 2) / 9
    const bow = ((i * 7) % 5) * 4 - 8
    return line(
      d`M${x} 4C${x + bow} ${-height * 0.3} ${x - bow} ${-height * 0.7} ${x + bow * 0.4} ${-height - 4}`,
      shade(colour, 0.28),
      1.6 + (i % 3) * 0.7,
      { opacity: 0.32 },
    )
  }).join('')
}

const boards: Record<
  string,
  { outline: string; width: number; height: number; hole: [number, number, number] }
> = {
  classic: {
    outline: 'M-130 0Q-140 0 -140 -12V-388Q-140 -400 -128 -400H128Q140 -400 140 -388V-12Q140 0 130 0Z',
    width: 280,
    height: 400,
    hole: [0, -372, 13],
  },
  paddle: {
    outline:
      'M-96 0Q-108 0 -108 -14V-276C-108 -316 -34 -300 -28 -350V-428Q-28 -452 0 -452T28 -428V-350C34 -300 108 -316 108 -276V-14Q108 0 96 0Z',
    width: 216,
    height: 452,
    hole: [0, -424, 9],
  },
  round: {
    outline:
      'M-30 -4C-190 -20 -196 -268 -42 -304Q-26 -310 -24 -330V-396Q-24 -418 0 -418T24 -396V-330Q26 -310 42 -304C196 -268 190 -20 30 -4Q0 0 -30 -4Z',
    width: 320,
    height: 418,
    hole: [0, -392, 8],
  },
  bread: {
    outline: 'M-84 0Q-96 0 -96 -12V-460Q-96 -500 -56 -500H56Q96 -500 96 -460V-12Q96 0 84 0Z',
    width: 192,
    height: 500,
    hole: [0, -462, 12],
  },
  block: {
    outline: 'M-176 0Q-182 0 -182 -8V-262Q-182 -270 -174 -270H174Q182 -270 182 -262V-8Q182 0 176 0Z',
    width: 364,
    height: 270,
    hole: [0, 0, 0],
  },
}

export const cuttingBoard: Draw = (pen, { form, colour, accent, finish }) => {
  const board = boards[form] ?? { outline: '', width: 0, height: 0, hole: [0, 0, 0] }
  const [hx, hy, hr] = board.hole
  const half = board.width / 2
  const surface =
    finish === 'endgrain'
      ? checker(half, board.height, colour, accent)
      : grain(half, board.height, colour) +
        (finish === 'stripe'
          ? rect(-half * 0.42, -520, half * 0.16, 560, accent) +
            rect(half * 0.3, -520, half * 0.1, 560, accent)
          : '') +
        (finish === 'groove'
          ? rect(-half + 20, -board.height + 46, board.width - 40, board.height - 66, 'none', {
              rx: 12,
              stroke: shade(colour, 0.4),
              'stroke-width': 6,
              opacity: 0.7,
            })
          : '')
  const light = pen.linear([
    [0, '#FFF9EC', 0.28],
    [0.55, '#FFF9EC', 0],
    [1, '#3A2320', 0.2],
  ])
  const svg =
    path(board.outline, shade(colour, 0.42), { transform: 'translate(9 0)' }) +
    path(board.outline, tint(colour, 0.06)) +
    pen.within(board.outline, surface) +
    (finish === 'marble' ? pen.within(board.outline, marble(half)) : '') +
    path(board.outline, light) +
    (hr === 0
      ? ''
      : ellipse(hx, hy, hr, hr, shade(colour, 0.6)) +
        ellipse(hx + 2, hy + 2, hr * 0.86, hr * 0.86, shade(colour, 0.75))) +
    (form === 'paddle'
      ? line(d`M${hx} ${hy}q-26 44 -6 70q16 12 10 -18Q${hx + 2} ${hy + 10} ${hx} ${hy}`, accent, 4)
      : '')
  return { svg, width: board.width + 9, height: board.height, foot: half * 0.86 }
}

function checker(half: number, height: number, colour: string, accent: string): string {
  const size = 30
  let svg = ''
  for (let x = -half; x < half; x += size) {
    for (let y = -height; y < 0; y += size) {
      const step = Math.round((x + half) / size) * 3 + Math.round((y + height) / size) * 5
      svg += rect(
        x,
        y,
        size,
        size,
        [tint(colour, 0.12), colour, shade(colour, 0.12), accent][step % 4] ?? colour,
        { stroke: shade(colour, 0.4), 'stroke-width': 0.8 },
      )
    }
  }
  return svg
}

const marble = (half: number) =>
  rect(-half - 5, -200, half * 2 + 10, 210, '#EFEAE0') +
  line(d`M${-half} -160Q-40 -120 10 -150T${half} -90M${-half} -70Q-30 -40 30 -70T${half} -20`, '#B9B2A5', 3, {
    opacity: 0.7,
  })

/** One spoon, spatula or fork, standing up from (0, 0). */
function tool(kind: string, colour: string): string {
  const shaft = rod('M0 0V-210', 13, colour)
  const heads: Record<string, string> = {
    spoon:
      ellipse(0, -246, 33, 46, shade(colour, 0.18)) +
      ellipse(-2, -248, 31, 44, colour) +
      ellipse(3, -246, 22, 34, shade(colour, 0.24)) +
      ellipse(6, -242, 17, 28, shade(colour, 0.1)),
    spatula:
      path('M-14 -206C-30 -220 -34 -240 -34 -300Q0 -312 34 -300C34 -240 30 -220 14 -206Z', colour) +
      path('M10 -206C24 -240 20 -290 24 -303L34 -300C34 -240 30 -220 14 -206Z', shade(colour, 0.22)) +
      [-14, 0, 14].map((x) => rect(x - 2.5, -288, 5, 54, shade(colour, 0.55), { rx: 2.5 })).join(''),
    corner:
      path('M-12 -206C-36 -226 -36 -270 -26 -300Q4 -304 30 -284C40 -250 30 -222 12 -206Z', colour) +
      path('M8 -206C30 -236 28 -270 22 -290L30 -284C40 -250 30 -222 12 -206Z', shade(colour, 0.22)),
    ladle:
      ellipse(0, -236, 44, 42, shade(colour, 0.2)) +
      ellipse(-3, -240, 41, 38, colour) +
      ellipse(3, -240, 31, 28, shade(colour, 0.32)),
    masher:
      path('M-16 -206Q-30 -214 -30 -230V-276Q-30 -288 0 -288T30 -276V-230Q30 -214 16 -206Z', colour) +
      path('M8 -206Q24 -214 18 -288Q30 -284 30 -276V-230Q30 -214 16 -206Z', shade(colour, 0.22)),
    whisk: [-26, -14, 0, 14, 26]
      .map((x) => line(d`M0 -206C${x * 1.7} -226 ${x * 1.8} -296 0 -308`, '#A7A49C', 3))
      .join(''),
  }
  return shaft + (heads[kind] ?? '')
}

export const woodenSpoon: Draw = (pen, { form, colour, accent, finish }) => {
  if (finish === 'crock') {
    const crock = turn(
      pen,
      [
        [52, 0],
        [58, 6],
        [58, 130],
        [60, 138],
      ],
      accent,
    )
    const tools =
      move(tool('whisk', colour), -16, -20, -14) +
      move(tool('spatula', shade(colour, 0.12)), 20, -20, 13) +
      move(tool('spoon', colour), 0, -30, -1)
    const svg =
      mouth(pen, crock, accent, { inside: shade(accent, 0.3) }) +
      tools +
      crock.svg +
      line('M-60 -138A60 9 0 0 0 60 -138', tint(accent, 0.3), 4) +
      gleam(crock)
    return { svg, width: 190, height: 336, foot: 56 }
  }
  const set = form.split('+')
  const spread = (set.length - 1) / 2
  const svg = set
    .map((kind, i) =>
      move(tool(kind, i % 2 === 0 ? colour : shade(colour, 0.1)), (i - spread) * 54, -2, (i - spread) * 7),
    )
    .join('')
  const strap = set.length > 1 ? strapAround(set.length, accent) : ''
  return {
    svg: group(svg + strap),
    width: Math.max(90, set.length * 84),
    height: 312,
    foot: Math.max(14, spread * 54 + 10),
  }
}

function strapAround(many: number, colour: string): string {
  const half = many * 31
  return (
    rect(-half, -104, half * 2, 34, colour, { rx: 8 }) +
    line(d`M${-half + 7} -97H${half - 7}M${-half + 7} -77H${half - 7}`, tint(colour, 0.45), 1.8, {
      'stroke-dasharray': '6 4',
    }) +
    ellipse(0, -87, 9, 9, '#C9A24F')
  )
}
