/** The people of the demo school. Names of many places; invented. */
export const demoPassword = 'read-write-reckon';

export interface DemoPerson {
  name: string;
  email: string;
  locale: 'en' | 'es' | 'ar' | null;
  timeZone: string;
}

const person = (name: string, locale: DemoPerson['locale'], timeZone: string): DemoPerson => ({
  name,
  email: `${name.split(' ')[0]?.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()}@school.example`,
  locale,
  timeZone,
});

/** Teaches the English course. */
export const teacher = person('Amara Okafor', null, 'Africa/Lagos');
/** Writes the courses. */
export const author = person('Elena Marković', null, 'Europe/Belgrade');
/** Marks what is allotted to him. */
export const assistant = person('Bruno Achterberg', null, 'Europe/Amsterdam');
/** Has answered everything. */
export const finisher = person('Mateo Fuentes', null, 'America/Bogota');
/** Is half way. */
export const halfway = person('Noor Haddad', null, 'Asia/Amman');
/** Has just enrolled. */
export const newcomer = person('Ines Lindqvist', null, 'Europe/Stockholm');

/** Classmates, so that polls have shares and the roster a second look. */
export const classmates = [
  person('Kofi Mensah', null, 'Africa/Accra'),
  person('Yuki Tanaka', null, 'Asia/Tokyo'),
  person('Lucía Prieto', 'es', 'America/Mexico_City'),
  person('Omar Salim', 'ar', 'Africa/Cairo'),
  person('Priya Raman', null, 'Asia/Kolkata'),
  person('Aino Virtanen', null, 'Europe/Helsinki'),
  person('Tomás Rocha', 'es', 'America/Sao_Paulo'),
  person('Mei Chen', null, 'Asia/Taipei'),
];
