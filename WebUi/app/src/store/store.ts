type Listener = () => void;

/** A page's observable state. Values are replaced, never changed in place; listeners run at once, in order of adding. */
export class Store<State extends object> {
  private current: State;
  private readonly listeners = new Map<keyof State, Listener[]>();

  constructor(initial: State) {
    this.current = initial;
  }

  get state(): Readonly<State> {
    return this.current;
  }

  set(patch: Partial<State>): void {
    const changed = (Object.keys(patch) as (keyof State)[]).filter(key => patch[key] !== this.current[key]);
    if (changed.length === 0) return;
    this.current = { ...this.current, ...patch };
    for (const listener of new Set(changed.flatMap(key => this.listeners.get(key) ?? []))) listener();
  }

  /** Calls a listener now and whenever one of the keys changes. */
  watch(keys: readonly (keyof State)[], listener: Listener): void {
    for (const key of keys) this.listeners.set(key, [...(this.listeners.get(key) ?? []), listener]);
    listener();
  }
}

/** Typed events: what happened, for those whom it concerns, where a state value would be too coarse. */
export class Emitter<Events extends object> {
  private readonly listeners = new Map<keyof Events, ((event: never) => void)[]>();

  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }

  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void {
    for (const listener of this.listeners.get(name) ?? []) (listener as (event: Events[Name]) => void)(event);
  }
}
