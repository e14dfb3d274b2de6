/**
 * Spin glasses: levels drawn at random, couplings drawn at random. Couplings and levels are quenched; chains of the
 * latter's models run at the rungs of a ladder in β.
 */
package phasegrid.engine.model.glass;
