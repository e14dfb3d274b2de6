package phasegrid.engine.sweep;

import java.util.List;

/**
 * What a batch gives.
 *
 * @param rows one row for each point that it serves, in the track's order
 * @param state the end state of its chains, empty for independent draws; read only by the next leg
 */
public record BatchResult(List<Row> rows, byte[] state) {}
