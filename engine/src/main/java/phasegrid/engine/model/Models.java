package phasegrid.engine.model;

import java.util.ArrayList;
import java.util.List;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Model;
import phasegrid.engine.model.diffusion.CurieWeissClones;
import phasegrid.engine.model.diffusion.Dataset;
import phasegrid.engine.model.diffusion.EmpiricalScore;
import phasegrid.engine.model.diffusion.GaussianClasses;
import phasegrid.engine.model.diffusion.GaussianData;
import phasegrid.engine.model.diffusion.SamplerOrder;
import phasegrid.engine.model.diffusion.Schedules;
import phasegrid.engine.model.diffusion.TwoGaussians;
import phasegrid.engine.model.glass.RandomEnergy;
import phasegrid.engine.model.glass.SherringtonKirkpatrick;
import phasegrid.engine.model.memory.DenseHebbian;
import phasegrid.engine.model.memory.ExponentialHopfield;
import phasegrid.engine.model.memory.Hopfield;
import phasegrid.engine.model.memory.HopfieldAnnealing;
import phasegrid.engine.model.memory.NoisyExamples;
import phasegrid.engine.model.memory.NoisyNeurons;
import phasegrid.engine.model.memory.NoisyNeuronsAnnealing;
import phasegrid.engine.model.memory.PseudoInverse;

/** The models of this project, in the order of the catalogue. */
public final class Models {
    /** Every model. */
    public static final List<Model<?, ?>> ALL = List.of(
            new CurieWeissClones(),
            new Dataset(),
            new EmpiricalScore(),
            new GaussianClasses(),
            new GaussianData(),
            new SamplerOrder(),
            new Schedules(),
            new TwoGaussians(),
            new DenseHebbian(),
            new ExponentialHopfield(),
            new Hopfield(),
            new HopfieldAnnealing(),
            new NoisyExamples(),
            new NoisyNeurons(),
            new NoisyNeuronsAnnealing(),
            new PseudoInverse(),
            new RandomEnergy(),
            new SherringtonKirkpatrick());

    private Models() {}

    /** Every model, registered: some milliseconds of reflection each, so that those who want one register that one. */
    public static List<Definition<?, ?>> definitions() {
        List<Definition<?, ?>> all = new ArrayList<>();
        ALL.forEach(model -> all.add(Definition.of(model)));
        return all;
    }
}
