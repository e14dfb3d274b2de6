package phasegrid.export.tidy;

/** The borders of cells around places on an axis, for maps of two axes. */
public final class Edges {
    private Edges() {}

    /**
     * One border more than places: halfway between neighbours, the geometric mean on a logarithmic axis; the outermost
     * as far from their place as the border on its other side.
     *
     * @param places at least two, strictly ascending
     */
    public static double[] of(double[] places, boolean logarithmic) {
        double[] edges = new double[places.length + 1];
        for (int i = 1; i < places.length; i++) {
            edges[i] = logarithmic ? Math.sqrt(places[i - 1] * places[i]) : (places[i - 1] + places[i]) / 2;
        }
        edges[0] = mirrored(places[0], edges[1], logarithmic);
        int last = places.length - 1;
        edges[last + 1] = mirrored(places[last], edges[last], logarithmic);
        return edges;
    }

    private static double mirrored(double place, double edge, boolean logarithmic) {
        return logarithmic ? place * place / edge : 2 * place - edge;
    }
}
