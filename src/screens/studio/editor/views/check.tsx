/** What is wrong with a unit and what readers may stumble over, on a page of its own. */
import type { JSX } from 'solid-js';
import { StudioHead, studioLinks } from '#screens/studio/outline/index.ts';
import { ButtonLink } from '#ui/button.tsx';
import { useView } from '#ui/view.tsx';
import { linesIn, splitFile } from '../rules/unit-file.ts';
import type { Looked, OpenUnit } from '../service/open-unit.ts';
import { RemarkList, remarksOf } from './problems.tsx';

export function CheckPage(props: { open: OpenUnit; looked: Looked }): JSX.Element {
  const { t } = useView();
  const { open, looked } = props;
  const { params, text } = open;
  const editor = studioLinks.unit(params, params.unit);
  const problems = looked.draft?.problems ?? [];
  const skipped = linesIn(splitFile(text).head);
  return (
    <div class="stack">
      <StudioHead {...open} current="outline" />
      <h2>{t('editor.check-title', { title: looked.draft?.compiled?.unit.title ?? params.unit })}</h2>
      <RemarkList
        remarks={remarksOf({ problems, findings: looked.findings }, t, text, skipped)}
        hrefOf={(line) => `${editor}#line-${line}`}
      />
      <p>
        <ButtonLink href={editor} icon="pencil">
          {t('editor.to-editor')}
        </ButtonLink>
      </p>
    </div>
  );
}
