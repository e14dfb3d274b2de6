/** Counter-based random streams, each a pure function of its key and address. */
package phasegrid.engine.random;
