/** The numeric keyhole: kernels and elementary functions that give the same bits everywhere. */
package phasegrid.engine.linear;
