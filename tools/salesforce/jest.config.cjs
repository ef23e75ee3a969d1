// Salesforce's runner for tests of Lightning web components, with the tests in tests/lwc, apart from what is deployed.
// It finds the components by the sfdx-project.json of the folder in which it is started.
const path = require("node:path");
const { jestConfig } = require("@salesforce/sfdx-lwc-jest/config");

module.exports = {
  ...jestConfig,
  testEnvironment: require.resolve("jest-environment-jsdom"),
  testMatch: ["<rootDir>/tests/lwc/**/*.test.js"],
  roots: ["<rootDir>/tests/lwc", "<rootDir>/visualforce"],
  // The tests and components are outside of this folder, and what they import is in it.
  modulePaths: [path.join(__dirname, "node_modules")],
  clearMocks: true,
};
