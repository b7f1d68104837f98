import type { SliceView } from '../../geometry/sliceView.ts';
import type { Viewport } from '../../render/viewport.ts';
import type { Workspace } from '../../state/workspace.ts';
import type { Assistant } from './assistant.ts';

/** What a tool has of the page that it is on. */
export interface ToolPage {
  readonly workspace: Workspace;
  readonly viewport: Viewport;
  readonly assistant: Assistant;
  readonly view: () => SliceView;
  /** Draws the tools' own marks again. */
  readonly redraw: () => void;
  /** Tells the person why something cannot be done. */
  readonly refuse: (text: string) => void;
  /** Tells the person that something went wrong. */
  readonly fail: (text: string) => void;
  readonly report: (error: unknown) => void;
  /** For those who hear the page rather than see it. */
  readonly announce: (text: string) => void;
  /** While an earlier revision is on show nothing can be changed: whoever tries is told so. */
  readonly isRefusedNow: () => boolean;
}
