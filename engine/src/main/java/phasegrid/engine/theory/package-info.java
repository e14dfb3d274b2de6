/** How curves are computed; the independent witness of the samplers, so it never sees dynamics. */
package phasegrid.engine.theory;
