import type { Command } from './command.ts';

/** Runs a command, and tells whoever listens (tests, accessibility tools) which one it was. */
export function runCommand(command: Command): void {
  dispatchEvent(new CustomEvent('voxmark-command', { detail: command.id }));
  command.run();
}

declare global {
  interface Window {
    /** For automated tests and accessibility tools: everything that can be done on the page by key or by name. */
    voxmarkCommands?: () => readonly { id: string; title: string; keys: readonly string[] }[];
  }
}
