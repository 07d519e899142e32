/** What the author of the story writes. */

export const unitTitle = 'How far is it?';

/** Its second paragraph has a link that says nothing, which the studio remarks on. */
export const page = `Stretch a thread between Helsinki and Tokyo on a globe and pull it tight. It has found the shortest path: an arc of a **great circle**.

## A formula from the age of sail

How long is the arc? Let $\\theta$ be the angle between the two places at the centre of the Earth, and $R = 6371$ km. Read more [here](https://en.wikipedia.org/wiki/Haversine_formula).

$$
d = R\\,\\theta
$$

| From | To | Great circle | Detour |
|---|---|--:|--:|
| Quito | Nairobi | 12,818 km | 1 km |
| Madrid | New York | 5,769 km | 170 km |
| Sydney | Santiago | 11,346 km | 1,437 km |

:::warning{title="The Earth is not quite a sphere"}
It bulges at the equator. Treating it as a ball makes distances wrong by up to half a per cent.
:::
`;

export const starter = `def miles(degrees):
    """Nautical miles along a meridian."""
    return 0
`;

export const solution = `def miles(degrees):
    """Nautical miles along a meridian."""
    return degrees * 60
`;

const testsOf = (name: string, degrees: number, expected: number) => `import unittest

from sailing import miles


class ${name[0]?.toUpperCase()}${name.slice(1)}(unittest.TestCase):
    def test_${name}(self):
        self.assertEqual(miles(${degrees}), ${expected})
`;

export const visibleTests = testsOf('degree', 1, 60);
export const hiddenTests = testsOf('ocean', 45, 2700);
