package phasegrid.engine.model;

import java.util.List;
import phasegrid.engine.definition.Definition;
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
    /** Every model, registered. */
    public static final List<Definition<?, ?>> ALL = List.of(
            Definition.of(new CurieWeissClones()),
            Definition.of(new Dataset()),
            Definition.of(new EmpiricalScore()),
            Definition.of(new GaussianClasses()),
            Definition.of(new GaussianData()),
            Definition.of(new SamplerOrder()),
            Definition.of(new Schedules()),
            Definition.of(new TwoGaussians()),
            Definition.of(new DenseHebbian()),
            Definition.of(new ExponentialHopfield()),
            Definition.of(new Hopfield()),
            Definition.of(new HopfieldAnnealing()),
            Definition.of(new NoisyExamples()),
            Definition.of(new NoisyNeurons()),
            Definition.of(new NoisyNeuronsAnnealing()),
            Definition.of(new PseudoInverse()),
            Definition.of(new RandomEnergy()),
            Definition.of(new SherringtonKirkpatrick()));

    private Models() {}
}
