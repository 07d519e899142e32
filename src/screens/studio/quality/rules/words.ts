/** Words that say nothing by themselves, by language. What is compared has no capitals and no punctuation at its ends. */

const linkWords: Record<string, readonly string[]> = {
  en: [
    'here',
    'click here',
    'this',
    'this link',
    'link',
    'more',
    'read more',
    'learn more',
    'this page',
    'see here',
  ],
  es: [
    'aquí',
    'haz clic aquí',
    'pulsa aquí',
    'este enlace',
    'enlace',
    'más',
    'leer más',
    'ver más',
    'esta página',
  ],
  ar: ['هنا', 'اضغط هنا', 'انقر هنا', 'الرابط', 'هذا الرابط', 'المزيد', 'اقرأ المزيد', 'هذه الصفحة'],
};

const pictureWords: Record<string, readonly string[]> = {
  en: ['image', 'picture', 'photo', 'figure', 'diagram', 'screenshot', 'graphic', 'logo', 'icon', 'alt text'],
  es: ['imagen', 'foto', 'fotografía', 'figura', 'diagrama', 'captura de pantalla', 'gráfico', 'icono'],
  ar: ['صورة', 'شكل', 'رسم', 'مخطط', 'لقطة شاشة', 'أيقونة'],
};

const bare = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/^[\p{P}\p{S}\s]+|[\p{P}\p{S}\s]+$/gu, '');

const isAmong = (lists: typeof linkWords) => (text: string, language: string) =>
  [...(lists[language] ?? []), ...(lists.en ?? [])].includes(bare(text));

export const saysNoPlace = isAmong(linkWords);
export const saysNoPicture = isAmong(pictureWords);
