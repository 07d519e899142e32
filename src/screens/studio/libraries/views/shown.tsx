/** Something of a library as learners see it. Nothing in it is sent anywhere. */
import { For, type JSX } from 'solid-js';
import { ActivityPreview } from '#screens/studio/editor/index.ts';
import { Html, WrittenIn } from '#ui/html.tsx';
import type { Shown } from '../service/find.ts';

export function ShownParts(props: { parts: readonly Shown[]; language: string }): JSX.Element {
  return (
    <WrittenIn value={props.language}>
      <div class="unit library-shown">
        <For each={props.parts}>
          {(part) =>
            part.kind === 'html' ? (
              <Html html={part.html} />
            ) : (
              <ActivityPreview activity={part.activity} line={1} edit={null} />
            )
          }
        </For>
      </div>
    </WrittenIn>
  );
}
