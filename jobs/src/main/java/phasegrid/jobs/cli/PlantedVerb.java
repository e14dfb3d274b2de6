package phasegrid.jobs.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.model.diffusion.Dataset;
import phasegrid.engine.model.diffusion.DatasetSource;
import phasegrid.engine.random.RandomStream;
import phasegrid.engine.random.StreamKey;
import phasegrid.engine.sweep.Grid;
import phasegrid.engine.sweep.SweepSpec;
import phasegrid.engine.sweep.Track;
import phasegrid.jobs.data.NpyFile;
import phasegrid.jobs.yaml.SweepReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the planted data of the model {@code dataset}: data whose answers are known, to try one's own way of reading. */
@Command(
        name = "planted",
        description = {
            "Write planted data whose answers are known as an NPY file of float64.",
            "",
            "The same training set that dataset makes of data=planted, as disorder sample 0 of the same parameters and seed.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  phasegrid planted planted.npy",
            "  phasegrid planted small.npy n=200 d=32 data.shape=one-cloud"
        })
public final class PlantedVerb implements Verb {
    @Mixin
    private Console console;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "Where to write; a file that is there stays as it is without --force.")
    private Path file;

    @Parameters(
            index = "1..*",
            paramLabel = "key=value",
            description = "n (2000), d (256), data.shape (two-classes), data.spike (65), seed (1).")
    private List<String> values = List.of();

    @Option(names = "--force", description = "Overwrite an existing file.")
    private boolean force;

    @Override
    public Integer call() {
        Track<?> track = track(ModelCatalogue.here().model("dataset"));
        Dataset.Point p = (Dataset.Point) track.rungs().get(0);
        if (!(p.data() instanceof DatasetSource.Planted planted)) {
            throw new BadInput("Cannot write " + file + ": data = file is no planted data; leave data out");
        }
        RandomStream disorder = RandomStream.of(StreamKey.of(track.disorderKey(), "disorder"), 0, 0, 0);
        write(planted.points(p.n(), p.d(), disorder), p);
        console.out().println(file + ": " + p.n() + " points of " + p.d() + " coordinates, Λ = " + planted.spike());
        return 0;
    }

    private <P extends Record> Track<P> track(Definition<P, ?> definition) {
        SweepSpec spec = SweepReader.point(definition, arguments());
        return Grid.of(definition, spec).tracks().findFirst().orElseThrow();
    }

    /** What was given, and what is usual. */
    private List<String> arguments() {
        List<String> all = new ArrayList<>(values);
        usual(all, "data", "planted");
        usual(all, "n", "2000");
        usual(all, "d", "256");
        usual(all, "t", "1");
        return all;
    }

    private static void usual(List<String> all, String name, String value) {
        if (all.stream().noneMatch(word -> word.startsWith(name + "="))) {
            all.add(name + "=" + value);
        }
    }

    private void write(double[] points, Dataset.Point p) {
        if (Files.exists(file) && !force) {
            throw new BadInput("Cannot write " + file + ": it is there already; remove it or add --force");
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            NpyFile.write(out, points, p.n(), p.d());
        } catch (IOException e) {
            throw new BadInput("Cannot write " + file + ": " + e.getMessage());
        }
    }
}
