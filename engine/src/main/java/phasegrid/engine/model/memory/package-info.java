/**
 * Memories: networks of spins that store patterns.
 *
 * <p>Invariants: spins are ±1, energies are per spin and without self-coupling, overlaps are between −1 and 1; patterns are
 * drawn one after another, so that a larger load extends a smaller one.
 */
package phasegrid.engine.model.memory;
