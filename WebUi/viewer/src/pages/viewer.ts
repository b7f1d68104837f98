import './viewer.css';

export {};
