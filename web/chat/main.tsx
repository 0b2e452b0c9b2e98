import { createRoot } from 'react-dom/client';
import { Application } from './application.tsx';
import { applyTheme } from './theme.ts';

applyTheme();

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Application />);
