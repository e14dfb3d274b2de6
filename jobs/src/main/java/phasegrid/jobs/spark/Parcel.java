package phasegrid.jobs.spark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import phasegrid.engine.definition.Definition;
import phasegrid.engine.definition.Schema;
import phasegrid.engine.definition.Spelling;
import phasegrid.engine.definition.Value;
import phasegrid.engine.sweep.Point;
import phasegrid.engine.sweep.Track;

/**
 * A track as it travels: points as text, since only a model knows the class of its own.
 *
 * @param model the class of the model
 * @param track the track's key
 * @param disorder its disorder key
 * @param rungs its rungs, {@code name=value} a line
 * @param reads the points it serves
 */
record Parcel(String model, String track, String disorder, List<String> rungs, List<Read> reads) {
    /**
     * A point that a track serves.
     *
     * @param key the point's key
     * @param values its values, {@code name=value} a line
     * @param rung its rung
     * @param pass the pass at which it is read
     */
    record Read(String key, String values, int rung, long pass) {}

    static <P extends Record> Parcel of(Definition<P, ?> definition, Track<P> track) {
        return new Parcel(
                definition.model().getClass().getName(),
                track.key(),
                track.disorderKey(),
                track.rungs().stream()
                        .map(rung -> text(definition.schema().values(rung)))
                        .toList(),
                track.served().stream()
                        .map(s -> new Read(s.point().key(), text(s.point().values()), s.rung(), s.pass()))
                        .toList());
    }

    <P extends Record> Track<P> unpack(Definition<P, ?> definition) {
        Schema<P> schema = definition.schema();
        return new Track<>(
                track,
                disorder,
                rungs.stream().map(rung -> schema.point(values(schema, rung))).toList(),
                reads.stream()
                        .map(read -> new Track.Served<>(point(schema, read), read.rung(), read.pass()))
                        .toList());
    }

    private static <P extends Record> Point<P> point(Schema<P> schema, Read read) {
        P parameters = schema.point(values(schema, read.values()));
        return new Point<>(read.key(), schema.values(parameters), parameters);
    }

    private static String text(Map<String, Value> values) {
        return values.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue().text())
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, Value> values(Schema<?> schema, String text) {
        Map<String, Value> values = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            String name = line.substring(0, line.indexOf('='));
            values.put(name, Spelling.read(schema.leaf(name), line.substring(name.length() + 1)));
        });
        return values;
    }
}
