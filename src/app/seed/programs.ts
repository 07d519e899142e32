/** Programs that the seeded learners hand in: one that passes all tests, and one that many write first. */
export interface SeededPrograms {
  right: Record<string, string>;
  wrong: Record<string, string>;
}

const steering = (
  east: string,
  course: string,
): string => `from math import atan2, cos, degrees, hypot, radians


def course_to(lat, lon, to_lat, to_lon):
    """True course in degrees and distance in nautical miles, from one position in degrees to another."""
    north = (to_lat - lat) * 60
    east = ${east}
    return ${course}, hypot(east, north)
`;

/** By the key of the activity. */
export const programs: Readonly<Record<string, SeededPrograms>> = {
  'reckoning-course': {
    right: {
      'steering.py': steering(
        '(to_lon - lon) * 60 * cos(radians((lat + to_lat) / 2))',
        'degrees(atan2(east, north)) % 360',
      ),
    },
    // The meridians are forgotten, and the courses west of north come out below zero.
    wrong: { 'steering.py': steering('(to_lon - lon) * 60', 'degrees(atan2(east, north))') },
  },
};
