//! The layers, with the fields that conditions can name there: every layer that has a management
//! key, as the bindings list them.

use wfp_sys::{
    FWP_DATA_TYPE, GUID,
    facts::{self, LayerField},
};

/// A layer.
#[derive(Clone, Copy, Debug)]
pub struct Layer {
    /// `FWPM_LAYER_…`.
    pub key: GUID,
    /// `FWPS_LAYER_…`.
    pub id: u16,
    fields: &'static [LayerField],
}

impl Layer {
    /// All layers.
    pub fn all() -> impl Iterator<Item = Self> {
        let groups = facts::LAYERS.iter().copied().flatten();
        groups.flat_map(|group| {
            group.names.iter().map(|&(id, &key)| Self {
                key,
                id,
                fields: group.fields,
            })
        })
    }

    /// The layer with this key.
    #[must_use]
    pub fn with_key(key: &GUID) -> Option<Self> {
        Self::all().find(|layer| layer.key == *key)
    }

    /// The layer with this run-time id.
    #[must_use]
    pub fn with_id(id: u16) -> Option<Self> {
        Self::all().find(|layer| layer.id == id)
    }

    /// Index and type of the field that a condition names.
    #[must_use]
    pub fn field(&self, condition: &GUID) -> Option<(usize, FWP_DATA_TYPE)> {
        self.fields()
            .enumerate()
            .find(|(_, (known, _))| known == condition)
            .map(|(index, (_, data_type))| (index, data_type))
    }

    /// The fields in the order of their run-time indices: the condition that names each, and its
    /// type.
    #[must_use]
    pub fn fields(&self) -> impl ExactSizeIterator<Item = (GUID, FWP_DATA_TYPE)> + use<> {
        let fields = self.fields.iter();
        fields.map(|field| (*field.condition, field.data_type))
    }
}
