package phasegrid.engine.definition;

/** How the values of a parameter relate to simulations. */
public enum Along {
    /** Every value is a simulation of its own. */
    POINT,
    /** Values are read from one running chain at several passes; they never influence it. */
    READOUT,
    /** Values interact in one simulation (exchanged temperatures, annealing), so the whole list is part of every key. */
    LADDER
}
