package phasegrid.engine.theory;

/** The uniform symmetric grid y_k = (k − side)·spacing, k = 0, …, 2·side. */
record Lattice(double spacing, int side) {

    static Lattice of(double halfWidth, double spacing) {
        int side = (int) Math.ceil(halfWidth / spacing);
        return new Lattice(halfWidth / side, side);
    }

    int points() {
        return 2 * side + 1;
    }

    double y(int k) {
        return (k - side) * spacing;
    }
}
