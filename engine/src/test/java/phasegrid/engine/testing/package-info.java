/** Tiny models with known laws, and ways to run them, for the tests of the engine. */
package phasegrid.engine.testing;
