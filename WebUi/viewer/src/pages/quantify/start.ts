export async function startQuantifyPage(_root: HTMLElement, _labelId: string, _canEdit: boolean): Promise<void> {}
