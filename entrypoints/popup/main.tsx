import { render } from 'preact';

render(<b>hi</b>, document.getElementById('app')!);
