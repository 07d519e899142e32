/**
 * Terms: a *pattern* is a drawing that follows from a key alone: the same course has the same cover on every machine,
 * forever. Its shapes carry the classes `a`, `b`, `c` (and `bg`); the style sheet gives them the colors of a hue.
 */
import { mulberry32 } from '#lib/random.ts';
import { keep } from './keep.ts';

/** How many hues the style sheet knows (`art-0` …). */
const hues = 8;
const width = 320;
const height = 180;

/** FNV-1a: small, spread well enough for pictures. */
function hashOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) {
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  }
  // The low bits choose the family: without this step like keys would look alike.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return (hash ^ (hash >>> 15)) >>> 0;
}

type Random = () => number;
const n = (value: number) => String(Math.round(value * 10) / 10);
/** Large shapes need no fractions; pages of covers stay small. */
const whole = (value: number) => String(Math.round(value));
const between = (random: Random, low: number, high: number) => low + random() * (high - low);
const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));
const path = (kind: string, d: string) => `<path class="${kind}" d="${d}"/>`;
const shade = (index: number) => ['a', 'b', 'c'][index % 3] ?? 'a';

/** A smooth line through points at even steps: level in each, `S` mirrors the bend. */
function curve(points: number[], step: number): string {
  const [first = 0, ...rest] = points;
  const bends = rest.map((y, i) => `S${whole((i + 0.5) * step)} ${whole(y)} ${(i + 1) * step} ${whole(y)}`);
  return `M0 ${whole(first)}${bends.join('')}`;
}

/** A smooth closed line: each point bends it, the middles between them lie on it. */
function loop(points: (readonly [number, number])[]): string {
  const middle = (i: number) => {
    const [a, b] = [points[i % points.length] ?? [0, 0], points[(i + 1) % points.length] ?? [0, 0]];
    return `${whole((a[0] + b[0]) / 2)} ${whole((a[1] + b[1]) / 2)}`;
  };
  return `M${middle(points.length - 1)}${points.map(([x, y], i) => `Q${whole(x)} ${whole(y)} ${middle(i)}`).join('')}`;
}

/** Layers of hills, the nearest the darkest. */
function waves(random: Random): string {
  return times(5, (layer) => {
    const base = 46 + layer * 29;
    const points = times(6, () => base + between(random, -20, 20));
    return path(`fill-${layer}`, `${curve(points, 64)}V${height}H0Z`);
  }).join('');
}

/** Lines of a landscape, each hiding what lies behind it. */
function ridges(random: Random): string {
  const peak = between(random, 0.3, 0.7);
  return times(9, (line) => {
    const base = 48 + line * 15;
    const points = times(21, (i) => {
      const near = Math.exp(-(((i / 20 - peak) / 0.2) ** 2));
      return base - near * random() * 46 - random() * 3;
    });
    return path('ridge', curve(points, 16));
  }).join('');
}

/** Contour lines round two hills. */
function contours(random: Random): string {
  const hill = (x: number, y: number, rings: number, kind: string) => {
    const bumps = times(3, () => ({ size: between(random, 0.04, 0.13), turn: between(random, 0, 6.3) }));
    return times(rings, (ring) => {
      const radius = 9 + ring * 14;
      const points = times(12, (i) => {
        const angle = (i / 12) * Math.PI * 2;
        const bump = bumps.reduce((sum, b, k) => sum + b.size * Math.sin((k + 2) * angle + b.turn), 1);
        return [x + Math.cos(angle) * radius * bump * 1.25, y + Math.sin(angle) * radius * bump] as const;
      });
      return path(`line ${kind}`, loop(points));
    }).join('');
  };
  return (
    hill(between(random, 30, 130), between(random, 30, 150), 14, 'line-b') +
    hill(between(random, 220, 300), between(random, 20, 160), 5, 'line-c')
  );
}

/** Quarter circles on a grid. */
function quarters(random: Random): string {
  const size = 40;
  const cells: Record<string, string> = { a: '', b: '', c: '' };
  for (let y = 0; y < height; y += size) {
    for (let x = 0; x < width; x += size) {
      const pick = random();
      if (pick < 0.16) continue;
      const [cx, cy, sx, sy] = [
        [x, y, 1, 1],
        [x + size, y, -1, 1],
        [x + size, y + size, -1, -1],
        [x, y + size, 1, -1],
      ][Math.floor(random() * 4)] as [number, number, number, number];
      cells[shade(Math.floor(pick * 30))] +=
        `M${cx} ${cy}h${size * sx}A${size} ${size} 0 0 ${sx * sy > 0 ? 1 : 0} ${cx} ${cy + size * sy}Z`;
    }
  }
  return Object.entries(cells)
    .map(([kind, d]) => path(kind, d))
    .join('');
}

/** Rows of dots that grow from one edge to the other, as in a printer's screen. */
function dots(random: Random): string {
  const step = between(random, 16, 24);
  const down = random() < 0.5;
  return times(Math.ceil(height / step) + 1, (row) => {
    const y = row * step;
    const size = 1.5 + ((down ? y : height - y) / height) * step * 0.66;
    // A dash of no length with round ends is a dot: one short path a row.
    return `<path class="dots line-${row % 2 ? 'b' : 'c'}" stroke-width="${n(size)}" stroke-dasharray="0 ${n(step)}" d="M${n((row % 2) * (step / 2))} ${n(y)}h${width}"/>`;
  }).join('');
}

/** Bands that lean, of several widths: the endpaper of a book. */
function bands(random: Random): string {
  let x = -120;
  let drawn = '';
  for (let band = 0; x < width; band++) {
    const size = between(random, 6, 42);
    drawn += path(shade(band), `M${n(x)} ${height}l120 -180h${n(size)}l-120 180z`);
    x += size + between(random, 8, 30);
  }
  return drawn;
}

/** Tiles of two quarter arcs that join into one wandering line. */
function paths(random: Random): string {
  const size = 36;
  const h = size / 2;
  let d = '';
  for (let y = 0; y < height; y += size) {
    for (let x = 0; x < width; x += size) {
      d +=
        random() < 0.5
          ? `M${x + h} ${y}A${h} ${h} 0 0 1 ${x} ${y + h}M${x + size} ${y + h}A${h} ${h} 0 0 0 ${x + h} ${y + size}`
          : `M${x + h} ${y}A${h} ${h} 0 0 0 ${x + size} ${y + h}M${x} ${y + h}A${h} ${h} 0 0 1 ${x + h} ${y + size}`;
    }
  }
  return path('line thick', d);
}

/** Circles that share an edge, like a wave that spreads. */
function ripples(random: Random): string {
  const left = random() < 0.5;
  const x = left ? between(random, -20, 60) : between(random, 260, 340);
  return times(9, (ring) => {
    const r = 30 + (8 - ring) * 30;
    return `<circle class="fill-${ring % 5}" cx="${n(x)}" cy="${height - 10}" r="${r}"/>`;
  }).join('');
}

const families = [waves, quarters, contours, bands, ridges, paths, dots, ripples];

/** The hue of a key: a number that the style sheet knows. */
export const hueOf = (key: string): number => (hashOf(key) >>> 8) % hues;

/** A cover, 16 to 9, as SVG markup; made of numbers only, so it needs no sanitizing. */
export const drawCover = keep((key: string): string => {
  const seed = hashOf(key);
  const family = families[seed % families.length] ?? waves;
  return `<svg viewBox="0 0 ${width} ${height}" preserveAspectRatio="xMidYMid slice" focusable="false"><path class="bg" d="M0 0h${width}v${height}H0z"/>${family(mulberry32(seed))}</svg>`;
});

/** The ground of an avatar: three discs in the corners of a square. */
export const drawAvatar = keep((key: string): string => {
  const random = mulberry32(hashOf(key));
  const discs = times(3, (index) => {
    const [x, y, r] = [between(random, 0, 40), between(random, 0, 40), between(random, 8, 20)];
    return `<circle class="fill-${index + 1}" cx="${n(x)}" cy="${n(y)}" r="${n(r)}"/>`;
  });
  return `<svg viewBox="0 0 40 40" focusable="false"><path class="bg" d="M0 0h40v40H0z"/>${discs.join('')}</svg>`;
});

/** First letters of the first and the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? '')][0]?.toUpperCase() ?? '').join('');
}
