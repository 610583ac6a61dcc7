import { test } from '@playwright/test';

test('this browser engine is not installed', ({}, info) => {
  test.skip(true, `${info.project.name} is not installed: npx playwright install ${info.project.name}`);
});
