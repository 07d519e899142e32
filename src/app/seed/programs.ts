/** Programs that the seeded learners hand in: some that pass all tests, and one that many write first. */
export interface SeededPrograms {
  /** Of different hands, so that only those who copied look alike. */
  right: readonly Record<string, string>[];
  wrong: Record<string, string>;
}

const mean = `from math import atan2, cos, degrees, hypot, radians


def course_to(lat, lon, to_lat, to_lon):
    """True course in degrees and distance in nautical miles, from one position in degrees to another."""
    north = (to_lat - lat) * 60
    east = (to_lon - lon) * 60 * cos(radians((lat + to_lat) / 2))
    return degrees(atan2(east, north)) % 360, hypot(east, north)
`;

const stepwise = `import math


def middle(a, b):
    return (a + b) / 2


def miles(degrees):
    return degrees * 60


def course_to(lat, lon, to_lat, to_lon):
    factor = math.cos(math.radians(middle(lat, to_lat)))
    up = miles(to_lat - lat)
    right = miles(to_lon - lon) * factor
    angle = math.degrees(math.atan2(right, up))
    if angle < 0:
        angle = angle + 360
    return angle, math.sqrt(up * up + right * right)
`;

const complexNumbers = `from cmath import polar
from math import cos, degrees, radians


def course_to(lat, lon, to_lat, to_lon):
    # north is the real axis and east the imaginary one: the angle of the leg is the course
    leg = complex(to_lat - lat, (to_lon - lon) * cos(radians(lat + to_lat) / 2))
    length, angle = polar(leg)
    return degrees(angle) % 360, 60 * length
`;

const byQuadrant = `from math import atan, cos, degrees, pi


def course_to(lat, lon, to_lat, to_lon):
    y = to_lat - lat
    x = (to_lon - lon) * cos((lat + to_lat) * pi / 360)
    if y == 0:
        course = 0 if x == 0 else 90 if x > 0 else 270
    else:
        course = degrees(atan(x / y))
        if y < 0:
            course += 180
        elif x < 0:
            course += 360
    return course, 60 * (x ** 2 + y ** 2) ** 0.5
`;

/** The meridians are forgotten, and the courses west of north come out below zero. */
const careless = `from math import atan2, cos, degrees, hypot, radians


def course_to(lat, lon, to_lat, to_lon):
    """True course in degrees and distance in nautical miles, from one position in degrees to another."""
    north = (to_lat - lat) * 60
    east = (to_lon - lon) * 60
    return degrees(atan2(east, north)), hypot(east, north)
`;

/** By the key of the activity. */
export const programs: Readonly<Record<string, SeededPrograms>> = {
  'reckoning-course': {
    right: [mean, stepwise, complexNumbers, byQuadrant].map((text) => ({ 'steering.py': text })),
    wrong: { 'steering.py': careless },
  },
};
