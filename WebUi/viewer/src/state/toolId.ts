/** Every tool of the labelling page. */
export type ToolId = 'window' | 'pan' | 'zoom' | 'ruler'
  | 'brush' | 'eraser' | 'polygon' | 'freehand' | 'shape' | 'fill' | 'move' | 'copy' | 'islands' | 'smooth' | 'model'
  | 'grab-cut' | 'back-projection' | 'seeds' | 'livewire' | 'threshold' | 'region-growing' | 'carry' | 'split';
