import { t } from '../../i18n/i18n.ts';
import type { Command } from '../../keys/command.ts';
import type { Viewport } from '../../render/viewport.ts';
import type { Workspace } from '../../state/workspace.ts';
import { edits, TOOLS, toolOf, type ToolId } from '../../tools/index.ts';
import { Assistant } from '../../tools/shared/assistant.ts';
import type { ToolDefinition } from '../../tools/shared/definition.ts';
import type { ToolPage } from '../../tools/shared/page.ts';
import type { Tool } from '../../tools/shared/tool.ts';
import { announce, refuse, report, toast } from '../../ui/notices.ts';

/** What the page lends to its tools. */
export function toolPage(workspace: Workspace, viewport: Viewport): ToolPage {
  const { store } = workspace;
  return {
    workspace, viewport, assistant: new Assistant(workspace, report), view: () => viewport.view, redraw: () => viewport.redrawOverlay(),
    refuse, report, announce, fail: text => toast(text, 'bad'),
    isRefusedNow: () => {
      if (store.state.preview) refuse(t('paint.preview', { n: store.state.preview.revision }));
      return store.state.preview !== undefined;
    },
  };
}

/** The page's tools, one of them in hand. */
export class Tools {
  readonly all: ReadonlyMap<string, Tool>;
  readonly page: ToolPage;
  private readonly refusing: Tool;

  constructor(page: ToolPage) {
    this.page = page;
    this.all = new Map(TOOLS.map(({ id, create }) => [id, create(page)]));
    this.refusing = { cursor: 'not-allowed', down: () => void page.isRefusedNow() };
  }

  get inHand(): Tool {
    return this.all.get(this.page.workspace.state.tool)!;
  }

  /** What the pointer works with: while an earlier revision is on show, nothing that would change it. */
  get underPointer(): Tool {
    const { preview, tool } = this.page.workspace.state;
    return preview && edits(toolOf(tool)) ? this.refusing : this.inHand;
  }

  take(id: ToolId): void {
    const { canEdit, store } = this.page.workspace;
    if (canEdit || !edits(toolOf(id))) store.set({ tool: id });
  }

  /** What these tools can do besides, by keys of their own. */
  commandsOf(definitions: readonly Partial<ToolDefinition>[]): Command[] {
    const { workspace } = this.page;
    return definitions.flatMap(({ id, commands = [] }) => commands.map(({ title, family, whileInHand, run, ...command }): Command => ({
      ...command, title: title(), ...(family && { family: family() }),
      ...(whileInHand && { isPossible: () => workspace.state.tool === id }),
      run: () => run(this.page, this.inHand),
    })));
  }

  /** From now on tools forget what was begun when they are laid down or the slice changes, and hear of changed options. */
  follow(): void {
    const { store } = this.page.workspace;
    let inHand = this.inHand;
    store.watch(['tool', 'slice'], () => {
      if (inHand === this.inHand && inHand.staysOverSlices) return;
      inHand.reset?.();
      inHand = this.inHand;
    });
    store.watch(['options', 'rules', 'segment'], () => this.inHand.optionsChanged?.());
  }
}
