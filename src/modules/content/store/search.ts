/** Finding units by their words, in the language of the course. */
import { query } from '#platform/database.ts';
import type { UnitHit } from '../schema.ts';

/** Where PostgreSQL knows the words of a language; for any other, words count as they are written. */
const configurations: Record<string, string> = {
  ...{
    ar: 'arabic',
    ca: 'catalan',
    da: 'danish',
    de: 'german',
    el: 'greek',
    en: 'english',
    es: 'spanish',
    et: 'estonian',
  },
  ...{
    eu: 'basque',
    fi: 'finnish',
    fr: 'french',
    ga: 'irish',
    hi: 'hindi',
    hu: 'hungarian',
    hy: 'armenian',
    id: 'indonesian',
  },
  ...{
    it: 'italian',
    lt: 'lithuanian',
    nb: 'norwegian',
    ne: 'nepali',
    nl: 'dutch',
    nn: 'norwegian',
    no: 'norwegian',
  },
  ...{
    pt: 'portuguese',
    ro: 'romanian',
    ru: 'russian',
    sr: 'serbian',
    sv: 'swedish',
    ta: 'tamil',
    tr: 'turkish',
    yi: 'yiddish',
  },
};
export const configurationOf = (language: string): string =>
  `content.${configurations[language.split('-')[0]?.toLowerCase() ?? ''] ?? 'simple'}`;

/** Around a found word; no text of a course holds them. */
export const hitStart = '\u0002';
export const hitStop = '\u0003';

/** Units with all the words, the last one perhaps unfinished; best first. */
export async function searchUnits(releaseId: string, words: string, prefix: string): Promise<UnitHit[]> {
  return query<UnitHit>(
    `with asked as (
       select config, websearch_to_tsquery(config, $2) || to_tsquery(config, $3) as query
       from (select distinct unit.config from content.release_unit of_release
             join content.unit on unit.sha256 = of_release.unit_sha256 where of_release.release_id = $1) as used
     ), best as (
       select unit.key, unit.title, unit.text, unit.config, asked.query,
         ts_rank_cd(unit.search, asked.query) as rank, of_release.position
       from content.release_unit of_release
       join content.unit on unit.sha256 = of_release.unit_sha256
       join asked on asked.config = unit.config
       where of_release.release_id = $1 and unit.search @@ asked.query
       order by rank desc, of_release.position
       limit 30
     )
     select key as "unitKey", title, ts_headline(config, text, query, $4) as snippet
     from best order by rank desc, position`,
    [
      releaseId,
      words,
      prefix,
      `StartSel="${hitStart}", StopSel="${hitStop}", MaxFragments=2, MaxWords=24, MinWords=8, FragmentDelimiter=" … "`,
    ],
  );
}
