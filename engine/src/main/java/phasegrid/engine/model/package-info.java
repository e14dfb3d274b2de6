/** The physical models, one file each. */
package phasegrid.engine.model;
