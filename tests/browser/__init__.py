"""Pages in a real browser: puppeteer-core drives Chromium, and axe-core judges what it shows."""
