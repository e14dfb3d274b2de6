package phasegrid.engine.model.glass;

import java.util.List;
import phasegrid.engine.definition.Card;
import phasegrid.engine.definition.Model;
import phasegrid.engine.definition.Observable;
import phasegrid.engine.definition.Simulation;
import phasegrid.engine.random.RandomStream;

/** The Sherrington-Kirkpatrick model on one sample of couplings, so that enumeration tells every mean. */
record OneSample(Couplings sample) implements Model<SherringtonKirkpatrick.Point, Couplings> {
    private static final SherringtonKirkpatrick MODEL = new SherringtonKirkpatrick();

    @Override
    public Card card() {
        return MODEL.card();
    }

    @Override
    public Class<SherringtonKirkpatrick.Point> parameters() {
        return MODEL.parameters();
    }

    @Override
    public List<Observable> observables() {
        return MODEL.observables();
    }

    @Override
    public Couplings quench(SherringtonKirkpatrick.Point p, RandomStream disorder) {
        return sample;
    }

    @Override
    public Simulation<Couplings> simulation(List<SherringtonKirkpatrick.Point> rungs) {
        return MODEL.simulation(rungs);
    }

    @Override
    public int granule(SherringtonKirkpatrick.Point p) {
        return MODEL.granule(p);
    }

    @Override
    public long operations(SherringtonKirkpatrick.Point p) {
        return MODEL.operations(p);
    }

    @Override
    public List<String> testPoints() {
        return MODEL.testPoints();
    }

    /** The couplings as a matrix. */
    double[][] matrix() {
        if (sample instanceof Couplings.Real real) {
            return real.rows();
        }
        Couplings.Signs signs = (Couplings.Signs) sample;
        double[][] matrix = new double[signs.size()][signs.size()];
        for (int i = 0; i < signs.size(); i++) {
            for (int k = 0; k < signs.others()[i].length; k++) {
                matrix[i][signs.others()[i][k]] = k < signs.negatives()[i] ? -1 : 1;
            }
        }
        return matrix;
    }
}
