import { canvasToVoxel, panBy, type Point2 } from '../geometry/sliceView.ts';
import { isTyping } from '../keys/keyboard.ts';
import type { Viewport } from '../render/viewport.ts';
import type { MouseScheme } from '../settings/settings.ts';
import type { Tool, ToolPoint } from '../tools/shared/tool.ts';
import { zoomViewport, ZOOM_PER_PX } from '../tools/viewing/viewing.ts';
import { TouchGesture } from './touch.ts';

const DRAG_PX = { mouse: 4, touch: 8, pen: 2 } as Readonly<Record<string, number>>;
const WHEEL_PX_PER_SLICE = 60;
const ZOOM_PER_NOTCH = 1.15;
const LONG_PRESS_MS = 550;
/** A hand that rests on the screen touches it while the pen is near. */
const PALM_MS = 700;
const ERASER_BUTTON = 32; // PointerEvent.buttons of a pen's eraser end

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
  /** What dragging with the right button does; the reading room's without one. */
  readonly mouse?: () => MouseScheme;
}

/** `over`: what was begun has ended, and the pointer is still down. */
type Gesture = 'tool' | 'window' | 'zoom' | 'pan' | 'pick' | 'touch' | 'over';

/**
 * Turns pointer events over a viewport into what mouse, pen and fingers do everywhere: left = tool, right drag = window
 * (or zoom, Ctrl swaps them), right click = menu, middle or Space + drag = pan, wheel = slice, Ctrl + wheel = zoom at the
 * pointer, Shift + wheel = size; one finger = tool, two = pan and zoom, three = slice, long press = menu.
 */
export function bindPointer(viewport: Viewport, actions: PointerActions): void {
  const { pane } = viewport;
  const touch = new TouchGesture();
  let gesture: Gesture | undefined;
  let start: PointerEvent | undefined;
  let last: PointerEvent | undefined;
  let isDragging = false;
  let isSpaceHeld = false;
  let wheelPx = 0;
  let penSeen = -Infinity;
  let longPress: ReturnType<typeof setTimeout> | undefined;

  const pointOf = (event: MouseEvent): ToolPoint => {
    const { left, top } = pane.getBoundingClientRect();
    const px: Point2 = [event.clientX - left - pane.clientLeft, event.clientY - top - pane.clientTop];
    return {
      px, voxel: canvasToVoxel(viewport.view, px),
      shiftKey: event.shiftKey, altKey: event.altKey, ctrlKey: event.ctrlKey || event.metaKey, pen: penOf(event),
    };
  };
  const isOnPicture = (event: Event) => event.target instanceof HTMLCanvasElement || event.target === pane;
  const isPalm = (event: PointerEvent) => event.pointerType === 'touch' && performance.now() - penSeen < PALM_MS;
  const dragOf = ({ button, ctrlKey }: PointerEvent): Gesture => {
    if (button === 2) return ((actions.mouse?.() ?? 'reading-room') === 'research') !== ctrlKey ? 'zoom' : 'window';
    return button === 1 || isSpaceHeld ? 'pan' : 'tool';
  };

  addEventListener('keydown', event => {
    if (event.code !== 'Space' || isTyping(event) || event.target instanceof HTMLButtonElement) return;
    isSpaceHeld = true;
    event.preventDefault();
  });
  addEventListener('keyup', event => { if (event.code === 'Space') isSpaceHeld = false; });
  addEventListener('blur', () => { isSpaceHeld = false; });

  const startLongPress = (event: PointerEvent) => {
    longPress = setTimeout(() => {
      if (gesture !== 'tool' || isDragging) return;
      actions.tool().cancel?.();
      gesture = 'over';
      actions.menu?.(event.clientX, event.clientY);
    }, LONG_PRESS_MS);
  };
  const fingerDown = (event: PointerEvent): boolean => {
    const fingers = touch.down(event.pointerId, [event.clientX, event.clientY]);
    if (fingers === 1) return true;
    clearTimeout(longPress);
    if (gesture === 'tool') actions.tool().cancel?.();
    gesture = 'touch';
    return false;
  };
  const fingersMove = (event: PointerEvent) => {
    const { fingers, by, zoom, centre } = touch.move(event.pointerId, [event.clientX, event.clientY]);
    if (fingers === 2) {
      const { left, top } = pane.getBoundingClientRect();
      viewport.setView(panBy(viewport.view, by[0], by[1]));
      zoomViewport(viewport, [centre[0] - left, centre[1] - top], zoom);
    } else if (fingers >= 3) {
      const slices = touch.takeSlices();
      if (slices !== 0) actions.scroll(slices);
    }
  };

  pane.addEventListener('contextmenu', event => event.preventDefault());
  pane.addEventListener('pointerdown', event => {
    if (event.pointerType === 'pen') penSeen = performance.now();
    if (!isOnPicture(event) || isPalm(event)) return;
    const isTouch = event.pointerType === 'touch';
    if (isTouch ? !fingerDown(event) || gesture : gesture) return;
    pane.focus({ preventScroll: true });
    pane.setPointerCapture(event.pointerId);
    if (event.button === 1) event.preventDefault();
    start = last = event;
    isDragging = false;
    gesture = dragOf(event);
    if (gesture !== 'tool') return;
    if (event.altKey && actions.pick?.(pointOf(event))) gesture = 'pick';
    else actions.tool().down?.(pointOf(event));
    if (isTouch) startLongPress(event);
  });
  pane.addEventListener('pointermove', event => {
    if (event.pointerType === 'pen') penSeen = performance.now();
    if (gesture === 'touch' && event.pointerType === 'touch') return fingersMove(event);
    if (event.pointerType === 'touch') touch.move(event.pointerId, [event.clientX, event.clientY]);
    actions.hover?.(pointOf(event));
    if (!gesture || !start || !last) {
      actions.tool().hover?.(pointOf(event));
      return;
    }
    if (event.pointerId !== start.pointerId) return;
    isDragging ||= Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) >= (DRAG_PX[event.pointerType] ?? 4);
    if (isDragging) clearTimeout(longPress);
    if (gesture === 'tool') {
      const events = event.getCoalescedEvents();
      for (const each of events.length > 0 ? events : [event]) actions.tool().move?.(pointOf(each));
      return;
    }
    if (!isDragging) return;
    const [dx, dy] = [event.clientX - last.clientX, event.clientY - last.clientY];
    last = event;
    if (gesture === 'pan') viewport.setView(panBy(viewport.view, dx, dy));
    if (gesture === 'window') actions.window?.(dx, dy, pointOf(event));
    if (gesture === 'zoom') zoomViewport(viewport, pointOf(start).px, ZOOM_PER_PX ** -dy);
  });
  const end = (event: PointerEvent, isCancelled: boolean) => {
    clearTimeout(longPress);
    const left = event.pointerType === 'touch' ? touch.up(event.pointerId) : 0;
    if (gesture === 'touch' || gesture === 'over') {
      if (left === 0) gesture = undefined;
      return;
    }
    if (!gesture || event.pointerId !== start?.pointerId) return;
    const ended = gesture;
    gesture = undefined;
    if (ended === 'tool') {
      if (isCancelled) actions.tool().cancel?.();
      else actions.tool().up?.(pointOf(event));
    }
    if ((ended === 'window' || ended === 'zoom') && !isDragging && !isCancelled) actions.menu?.(event.clientX, event.clientY);
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

function penOf(event: MouseEvent): ToolPoint['pen'] {
  return event instanceof PointerEvent && event.pointerType === 'pen'
    ? { pressure: event.pressure, isEraser: (event.buttons & ERASER_BUTTON) !== 0 } : undefined;
}

/** Shift F10 and the menu key open the menu in the middle of a pane that has the focus. */
export function bindMenuKey(pane: HTMLElement, menu: (clientX: number, clientY: number) => void): void {
  pane.addEventListener('keydown', event => {
    if (event.target !== pane || !(event.code === 'ContextMenu' || (event.code === 'F10' && event.shiftKey))) return;
    event.preventDefault();
    const { left, top, width, height } = pane.getBoundingClientRect();
    menu(left + width / 2, top + height / 3);
  });
}

export { isTyping };
