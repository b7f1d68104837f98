import { canvasToVoxel, panBy, type Point2 } from '../geometry/sliceView.ts';
import type { Viewport } from '../render/viewport.ts';
import type { Tool, ToolPoint } from '../tools/tool.ts';
import { zoomViewport } from '../tools/viewTools.ts';

const DRAG_PX = { mouse: 4, touch: 8, pen: 2 } as Readonly<Record<string, number>>;
const WHEEL_PX_PER_SLICE = 60;
const ZOOM_PER_NOTCH = 1.15;

export interface PointerActions {
  /** The tool that the left button works. */
  readonly tool: () => Tool;
  readonly scroll: (slices: number) => void;
  readonly window?: (dxPx: number, dyPx: number, at: ToolPoint) => void;
  readonly resize?: (steps: number) => void;
  readonly menu?: (clientX: number, clientY: number) => void;
  readonly hover?: (at: ToolPoint | undefined) => void;
  /** Alt + click: pick what lies under the pointer. Returns false to leave it to the tool. */
  readonly pick?: (at: ToolPoint) => boolean;
}

type Gesture = 'tool' | 'window' | 'pan' | 'pick';

/**
 * Turns pointer events over a viewport into what the mouse does everywhere: left = tool, right drag = window, right
 * click = menu, middle or Space + drag = pan, wheel = slice, Ctrl + wheel = zoom at the pointer, Shift + wheel = size.
 */
export function bindPointer(viewport: Viewport, actions: PointerActions): void {
  const { pane } = viewport;
  let gesture: Gesture | undefined;
  let start: PointerEvent | undefined;
  let last: PointerEvent | undefined;
  let isDragging = false;
  let isSpaceHeld = false;
  let wheelPx = 0;

  const pointOf = (event: MouseEvent): ToolPoint => {
    const { left, top } = pane.getBoundingClientRect();
    const px: Point2 = [event.clientX - left - pane.clientLeft, event.clientY - top - pane.clientTop];
    return { px, voxel: canvasToVoxel(viewport.view, px), shiftKey: event.shiftKey, altKey: event.altKey, ctrlKey: event.ctrlKey || event.metaKey, pen: penOf(event) };
  };
  const isOnPicture = (event: Event) => event.target instanceof HTMLCanvasElement || event.target === pane;

  addEventListener('keydown', event => {
    if (event.code !== 'Space' || isTyping(event) || event.target instanceof HTMLButtonElement) return;
    isSpaceHeld = true;
    event.preventDefault();
  });
  addEventListener('keyup', event => { if (event.code === 'Space') isSpaceHeld = false; });
  addEventListener('blur', () => { isSpaceHeld = false; });

  pane.addEventListener('contextmenu', event => event.preventDefault());
  pane.addEventListener('pointerdown', event => {
    if (!isOnPicture(event) || gesture) return;
    pane.focus({ preventScroll: true });
    pane.setPointerCapture(event.pointerId);
    if (event.button === 1) event.preventDefault();
    start = last = event;
    isDragging = false;
    gesture = event.button === 2 ? 'window' : event.button === 1 || isSpaceHeld ? 'pan' : 'tool';
    if (gesture !== 'tool') return;
    if (event.altKey && actions.pick?.(pointOf(event))) gesture = 'pick';
    else actions.tool().down?.(pointOf(event));
  });
  pane.addEventListener('pointermove', event => {
    actions.hover?.(pointOf(event));
    if (!gesture || !start || !last) {
      actions.tool().hover?.(pointOf(event));
      return;
    }
    if (event.pointerId !== start.pointerId) return;
    if (gesture === 'tool') {
      const events = event.getCoalescedEvents();
      for (const each of events.length > 0 ? events : [event]) actions.tool().move?.(pointOf(each));
      return;
    }
    isDragging ||= Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) >= (DRAG_PX[event.pointerType] ?? 4);
    if (!isDragging) return;
    const [dx, dy] = [event.clientX - last.clientX, event.clientY - last.clientY];
    last = event;
    if (gesture === 'pan') viewport.setView(panBy(viewport.view, dx, dy));
    if (gesture === 'window') actions.window?.(dx, dy, pointOf(event));
  });
  const end = (event: PointerEvent, isCancelled: boolean) => {
    if (!gesture || event.pointerId !== start?.pointerId) return;
    const ended = gesture;
    gesture = undefined;
    if (ended === 'tool') {
      if (isCancelled) actions.tool().cancel?.();
      else actions.tool().up?.(pointOf(event));
    }
    if (ended === 'window' && !isDragging && !isCancelled) actions.menu?.(event.clientX, event.clientY);
  };
  pane.addEventListener('pointerup', event => end(event, false));
  pane.addEventListener('pointercancel', event => end(event, true));
  pane.addEventListener('pointerleave', () => {
    actions.hover?.(undefined);
    if (!gesture) actions.tool().hover?.(undefined);
  });

  pane.addEventListener('wheel', event => {
    if (!isOnPicture(event)) return;
    event.preventDefault();
    const delta = (event.deltaY || event.deltaX) * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 40 : 1);
    if (event.ctrlKey) {
      zoomViewport(viewport, pointOf(event).px, ZOOM_PER_NOTCH ** (-delta / 100));
      return;
    }
    wheelPx = Math.sign(wheelPx) === Math.sign(delta) ? wheelPx + delta : delta;
    const steps = Math.trunc(wheelPx / WHEEL_PX_PER_SLICE);
    if (steps === 0) return;
    wheelPx = 0;
    if (event.shiftKey && actions.resize) actions.resize(-Math.sign(steps));
    else actions.scroll(Math.abs(delta) >= 100 ? Math.sign(steps) : steps);
  }, { passive: false });
}

const PEN_ERASER_BUTTON = 32;

function penOf(event: MouseEvent): ToolPoint['pen'] {
  return event instanceof PointerEvent && event.pointerType === 'pen'
    ? { pressure: event.pressure, isEraser: (event.buttons & PEN_ERASER_BUTTON) !== 0 } : undefined;
}

/** Keys belong to a field while somebody types in it. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return event.isComposing || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
    || (target instanceof HTMLInputElement && !['range', 'checkbox', 'radio', 'button'].includes(target.type));
}
