/** How states move: forward processes and samplers; never sees theory. */
package phasegrid.engine.dynamics;
