"""A git repository with synthetic commits, for tests of history."""

import os
import subprocess


def git(folder, *words, day="2026-01-05", author="记录人"):
    stamp = f"{day}T10:00:00+08:00"
    env = {
        **os.environ,
        "GIT_AUTHOR_NAME": author,
        "GIT_AUTHOR_EMAIL": "recorder@example.org",
        "GIT_COMMITTER_NAME": author,
        "GIT_COMMITTER_EMAIL": "recorder@example.org",
        "GIT_AUTHOR_DATE": stamp,
        "GIT_COMMITTER_DATE": stamp,
    }
    done = subprocess.run(["git", *words], cwd=folder, env=env, capture_output=True, check=True)
    return done.stdout.decode().strip()


def commit(folder, day="2026-01-05", author="记录人"):
    """Commit all that is there; return the id."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "记录", day=day, author=author)
    return git(folder, "rev-parse", "HEAD")
