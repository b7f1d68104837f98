import type { Workspace } from '../../state/workspace.ts';
import type { ToolPoint } from '../shared/tool.ts';
import { DragTool } from '../viewing/dragTool.ts';
import { changeWindow } from '../viewing/viewing.ts';

export class WindowTool extends DragTool {
  readonly cursor = 'ew-resize';
  private readonly workspace: Workspace;

  constructor(workspace: Workspace) {
    super();
    this.workspace = workspace;
  }

  protected drag(dxPx: number, dyPx: number, at: ToolPoint): void {
    changeWindow(this.workspace, dxPx, dyPx, at);
  }
}
