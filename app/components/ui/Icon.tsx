/**
 * @module The shop's icons: 24 units square, one stroke, drawn for this shop. They never carry meaning alone.
 */
const PATHS = {
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm4.8 11.3L20 20',
  bag: 'M5.5 8.5h13l.9 11.5H4.6L5.5 8.5Zm3 2.5V7.5a3.5 3.5 0 0 1 7 0V11',
  menu: 'M4 8h16M4 16h11',
  close: 'm6 6 12 12M18 6 6 18',
  plus: 'M12 5.5v13M5.5 12h13',
  minus: 'M5.5 12h13',
  person: 'M12 4.5a3.75 3.75 0 1 1 0 7.5 3.75 3.75 0 0 1 0-7.5ZM4.75 20c.6-3.4 3.5-5 7.25-5s6.65 1.6 7.25 5',
  arrow: 'M4 12h15.5m-6-6 6 6-6 6',
  chevron: 'm7 10 5 5 5-5',
  filter: 'M4 7.5h7m5 0h4M4 16.5h3m5 0h8M13.5 5v5m-4 4v5',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, size = 24 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}
