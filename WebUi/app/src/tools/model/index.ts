import { mayAsk } from '../../state/proposals.ts';
import { defineTool } from '../shared/definition.ts';
import { PROPOSE_OVER } from '../shared/options.ts';
import type { ToolPage } from '../shared/page.ts';
import { loadModels, runModel } from './modelRun.ts';
import { t } from './texts.ts';

export const model = defineTool({
  id: 'model', icon: 'model', key: 'KeyM', group: 'assist',
  name: () => t('name'),
  options: [{ kind: 'models' }, PROPOSE_OVER],
  create: page => {
    if (page.workspace.canEdit) loadModels(page.workspace).catch(() => undefined); // asked again when a model is to run
    return { cursor: 'default', confirm: () => askModel(page) };
  },
});

/** Takes the tool in hand and runs the chosen model on all slices. */
export function askModel({ workspace, isRefusedNow, fail, report }: ToolPage): void {
  if (isRefusedNow() || !mayAsk(workspace, model.id, { allSlices: true })) return;
  workspace.store.set({ tool: model.id });
  runModel(workspace).then(failure => failure && fail(failure.problem), report);
}
