package phasegrid.engine.sweep;

/**
 * One point's share of a batch: the unit of the ledger.
 *
 * @param key the point's key, 64 hexadecimal digits
 * @param address the batch
 * @param payload the cells, {@link PayloadLayout}: a pure function of key and address
 */
public record Row(String key, Address address, double[] payload) {}
