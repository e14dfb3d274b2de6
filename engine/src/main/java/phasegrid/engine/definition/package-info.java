/** The vocabulary of a model: parameters, observables, references, lines, samplers and recorders. */
package phasegrid.engine.definition;
