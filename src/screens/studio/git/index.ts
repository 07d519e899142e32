/** The git door of a course. */
import { linkGit, pullGit, pushGit, renewGitSecret, showGit, unlinkGit } from './routes/git.tsx';
import { receiveGitHook } from './routes/hook.ts';

export const endpoints = [showGit, linkGit, pullGit, pushGit, renewGitSecret, unlinkGit, receiveGitHook];
